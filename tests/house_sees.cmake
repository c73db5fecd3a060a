# tests/house_sees.cmake -- every rule of the house is broken once, in a copy, and must be seen.
#
#     cmake -DTREE=FOLDER -DSCRATCH=FOLDER -P tests/house_sees.cmake
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/copy.cmake)

set(missed 0)

# The house test says `words`, and fails, once `file` is what `from` -> `to` makes of it.
# A file that is not there yet is `to`.
function(breaks words file from to)
  set(text "")
  if(EXISTS ${SCRATCH}/${file})
    file(READ ${SCRATCH}/${file} text)
  endif()
  string(REPLACE "${from}" "${to}" broken "${text}")
  if(NOT text)
    set(broken "${to}")
  endif()
  file(WRITE ${SCRATCH}/${file} "${broken}")
  execute_process(COMMAND ${CMAKE_COMMAND} -DTREE=${SCRATCH} -P ${TREE}/tests/house.cmake
                  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  string(FIND "${said}" "${file}: ${words}" at)
  if(status EQUAL 0 OR at LESS 0)
    message(NOTICE "not seen: ${file}: ${words}\n${said}")
    math(EXPR missed "${missed} + 1")
    set(missed ${missed} PARENT_SCOPE)
  endif()
  if(text)
    file(WRITE ${SCRATCH}/${file} "${text}")
  else()
    file(REMOVE ${SCRATCH}/${file})
  endif()
endfunction()

gg_copy_tree(${TREE} ${SCRATCH})

set(sphere losses/smooth/sphere.c)
breaks("includes \"experiments/run.h\": experiments stands above losses"
       ${sphere} "#include \"losses/loss.h\"" "#include \"experiments/run.h\"")
breaks("includes \"losses/oracle.h\": losses stands above base"
       base/option.c "#include \"base/option.h\"" "#include \"losses/oracle.h\"")
breaks("includes \"loss.h\": write the path from the root"
       losses/oracle.c "#include \"losses/oracle.h\"" "#include \"loss.h\"")
breaks("the first line does not say"
       ${sphere} "/* losses/smooth/sphere.c --" "/* losses/smooth/ball.c --")
breaks("has no include guard GG_LOSSES_KINK_H"
       losses/kink.h "GG_LOSSES_KINK_H" "GG_KINK_H")
string(REPEAT "int a_line;\n" 401 long)
breaks("404 lines" base/long.c "" "/* base/long.c -- too long. */\n\n\n${long}")
breaks("does not define 'const gg_loss gg_loss_sphere'"
       ${sphere} "gg_loss_sphere" "gg_loss_ball")
breaks("is not named \"sphere\"" ${sphere} ".name = \"sphere\"" ".name = \"ball\"")
breaks("has no .source" optimizers/gradient_free/random_search.c ".source =" ".origin =")
breaks("has no .title" ${sphere} "\"Sphere\"" "\"\"")
breaks("calls malloc" ${sphere} "gg_fill(p->n, 1, p->start)" "malloc(8)")
breaks("calls exit" base/status.c "va_end(" "exit (")
set(word TO) # apart, so that this file does not contain it
breaks("says '${word}DO'" ${sphere} "#include" "/* ${word}DO: more */\n#include")
breaks("a line ends in white space" ${sphere} "{\n" "{ \n")
breaks("contains a tab" ${sphere} "    return" "\treturn")
breaks("there is no file 'nowhere'" tests/test_nowhere.c ""
       "/* tests/test_nowhere.c -- tests nothing. */\n")

if(missed)
  message(FATAL_ERROR "${missed} broken rules were not seen")
endif()
message(STATUS "every broken rule was seen")
