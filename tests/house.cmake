# tests/house.cmake -- what no compiler can see: floors, names, first lines, sizes, words.
#
#     cmake -DTREE=FOLDER [-DLIBRARY=libgradgap.a -DNM=nm] -P tests/house.cmake
#
# Files in tests/dropin/ are held to the rules of the place that they are made for.
cmake_minimum_required(VERSION 3.25)

set(FLOORS base losses optimizers experiments)

# The functions below look at `path` and at `text`, all that the file says.
function(fault reason)
  message(NOTICE "${path}: ${reason}")
  set_property(GLOBAL APPEND PROPERTY FAULTS "${path}")
endfunction()

# --- every file -------------------------------------------------------------------------------

# The first line, or the second after #!, is "path -- what it holds".
function(check_first_line)
  string(REGEX REPLACE "^#![^\n]*\n" "" body "${text}")
  string(REGEX MATCH "^[^\n]*" first "${body}")
  string(FIND "${first}" " ${path} -- " at)
  if(at LESS 1 OR at GREATER 3)
    fault("the first line does not say '${path} -- what it holds'")
  endif()
endfunction()

function(check_text)
  string(REGEX MATCHALL "\n" ends "${text}")
  list(LENGTH ends lines)
  if(lines GREATER 400)
    fault("${lines} lines, more than 400: it holds two concepts")
  endif()
  # Written so that this file does not contain the words itself.
  if("${text}" MATCHES "[^A-Za-z](TO[D]O|FIX[M]E|XX[X]|HAC[K])[^A-Za-z]")
    fault("says '${CMAKE_MATCH_1}': finish it, or leave it out")
  endif()
  if("${text}" MATCHES "[ \t]\n")
    fault("a line ends in white space")
  endif()
endfunction()

# --- C ----------------------------------------------------------------------------------------

# A file includes its own room and rooms below, never above.
function(check_floors)
  string(REGEX MATCH "^[^/]*" room "${path}")
  list(FIND FLOORS ${room} own)
  string(REGEX MATCHALL "#include \"[^\"\n]*\"" includes "${text}")
  foreach(line IN LISTS includes)
    string(REGEX REPLACE "#include \"([^\"]*)\"" "\\1" header "${line}")
    string(REGEX MATCH "^[^/]*" there "${header}")
    list(FIND FLOORS ${there} other)
    if(other GREATER own)
      fault("includes \"${header}\": ${there} stands above ${room}")
    elseif(header MATCHES "^\\.\\.?/" OR EXISTS ${TREE}/${room}/${header})
      fault("includes \"${header}\": write the path from the root of the tree")
    endif()
  endforeach()
endfunction()

function(check_guard)
  string(TOUPPER "GG_${path}" guard)
  string(REGEX REPLACE "[/.]" "_" guard "${guard}")
  if(NOT "${text}" MATCHES "\n#ifndef ${guard}\n#define ${guard}\n")
    fault("has no include guard ${guard}")
  endif()
endfunction()

function(check_c)
  if("${text}" MATCHES "\t")
    fault("contains a tab")
  endif()
  if("${text}" MATCHES "(^|\n) *//")
    fault("has a // comment")
  endif()
  if(path MATCHES "\\.h$")
    check_guard()
  endif()
  if(path MATCHES "^(base|losses|optimizers|experiments)/")
    check_floors()
  endif()
  if(path MATCHES "^(base|losses|optimizers)/" AND
     "${text}" MATCHES "[^a-z_](exit|abort|longjmp) ?\\(")
    fault("calls ${CMAKE_MATCH_1}: return a gg_status")
  endif()
endfunction()

# --- the catalogues ---------------------------------------------------------------------------

# losses/smooth/sphere.c defines gg_loss_sphere, named "sphere", with what a reader needs to know.
function(check_row kind fields)
  get_filename_component(name ${path} NAME_WE)
  if(NOT "${text}" MATCHES "\nconst gg_${kind} gg_${kind}_${name} = {")
    fault("does not define 'const gg_${kind} gg_${kind}_${name}'")
  elseif(NOT "${text}" MATCHES "\n *\\.name = \"${name}\"")
    fault("is not named \"${name}\"")
  endif()
  foreach(field ${fields})
    if(NOT "${text}" MATCHES "\n *\\.${field} =[ \n]+\"[^\" ]")
      fault("has no .${field}")
    endif()
  endforeach()
endfunction()

# A drawer holds entries, and parts that they share: a part says so by a header beside it.
function(check_drawer)
  get_filename_component(drawer ${path} DIRECTORY)
  if("${text}" MATCHES "#include \"${drawer}/" AND NOT "${text}" MATCHES "\nconst gg_[a-z]+ gg_[a-z]+_[a-z0-9_]+ = {")
    return()
  endif()
  if(path MATCHES "^losses/pointwise/")
    check_row(pointwise "title;formula;derivative;fails;source")
  elseif(path MATCHES "^losses/[a-z_]+/")
    check_row(loss "title;formula;source")
  elseif(path MATCHES "^optimizers/[a-z_]+/")
    check_row(optimizer "title;summary;source")
  elseif(path MATCHES "^experiments/studies/")
    check_row(study "title;question")
  elseif(path MATCHES "^experiments/claims/")
    check_row(claim "study;sentence;design;estimator;source;limits")
  elseif(path MATCHES "^experiments/commands/")
    check_row(command "summary")
  endif()
  if(path MATCHES "^(losses|optimizers)/[a-z_]+/" AND
     "${text}" MATCHES "[^a-z_](malloc|calloc|realloc|printf|fprintf|puts|clock_gettime) ?\\(")
    fault("calls ${CMAKE_MATCH_1}: files in drawers do not allocate, print or read clocks")
  endif()
endfunction()

# tests/test_oracle.c tests a file, or a drawer, called oracle. Some test what no one file holds: test_every_*
# a catalogue, test_cli what a user types, test_blas the linker's order, test_reference numbers
# from elsewhere.
function(check_test)
  string(REGEX REPLACE "^tests/test_(.*)\\.c$" "\\1" name "${path}")
  file(GLOB tested ${TREE}/*/${name} ${TREE}/base/${name}.* ${TREE}/losses/${name}.* ${TREE}/losses/*/${name}.*
       ${TREE}/optimizers/${name}.* ${TREE}/optimizers/*/${name}.*
       ${TREE}/experiments/${name}.* ${TREE}/experiments/*/${name}.* ${TREE}/plots/${name}.*)
  if(NOT tested AND NOT name MATCHES "^(every_.*|cli|blas|reference)$")
    fault("there is no file '${name}' that it could test")
  endif()
endfunction()

# --- the round --------------------------------------------------------------------------------

function(round_of_the_house)
  set(patterns "")
  foreach(kind c h cmake sh gp sql awk in txt cff)
    foreach(room ${FLOORS} plots tests)
      list(APPEND patterns ${TREE}/${room}/*.${kind})
    endforeach()
  endforeach()
  file(GLOB_RECURSE files RELATIVE ${TREE} ${patterns})
  file(GLOB top RELATIVE ${TREE} ${TREE}/CMakeLists.txt ${TREE}/CITATION.cff ${TREE}/reproduce
       ${TREE}/check ${TREE}/.ci/run)
  list(FILTER files EXCLUDE REGEX "^losses/data/") # data and where they come from
  list(LENGTH files count)
  if(count LESS 20)
    message(FATAL_ERROR "${TREE}: only ${count} files; is this gradgap's tree?")
  endif()
  foreach(file IN LISTS files top)
    file(READ ${TREE}/${file} text)
    string(REGEX REPLACE "^tests/dropin/" "" path ${file})
    check_first_line()
    check_text()
    if(path MATCHES "\\.[ch]$")
      check_c()
    endif()
    if(path MATCHES "\\.c$")
      check_drawer()
    endif()
    if(path MATCHES "^tests/test_.*\\.c$")
      check_test()
    endif()
  endforeach()
endfunction()

# Everything that another file can see begins with gg_.
function(names_of_the_library)
  set(path ${LIBRARY})
  execute_process(COMMAND ${NM} -g --defined-only ${LIBRARY} OUTPUT_VARIABLE table
                  COMMAND_ERROR_IS_FATAL ANY)
  string(REGEX MATCHALL " [A-TV-Z] [^\n]*" symbols "${table}")
  list(LENGTH symbols count)
  if(count LESS 20)
    message(FATAL_ERROR "${LIBRARY}: nm names only ${count} symbols")
  endif()
  list(FILTER symbols EXCLUDE REGEX "^ [A-Z] _?(gg_|__)")
  foreach(symbol IN LISTS symbols)
    fault("'${symbol}' can be seen by others and does not begin with gg_")
  endforeach()
endfunction()

round_of_the_house()
if(LIBRARY)
  names_of_the_library()
endif()
get_property(faults GLOBAL PROPERTY FAULTS)
if(faults)
  list(LENGTH faults count)
  message(FATAL_ERROR "${count} rules of the house are broken")
endif()
message(STATUS "every file keeps the rules of the house")
