# tests/install.cmake -- another project uses the installed copy, found by each of the two ways.
#
#     cmake -DTREE=FOLDER -DBUILT=FOLDER -DSCRATCH=FOLDER -DWAY=cmake|pkg-config -DCC=cc
#           -P tests/install.cmake
cmake_minimum_required(VERSION 3.25)

set(EXPECTED "nelder_mead on rosenbrock: target, x = (1.000, 1.000)
nelder_mead on a loss of one's own: x = (3.000, -1.000)
")

function(run)
  execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE said ERROR_VARIABLE said
                  RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(NOTICE "${said}")
    message(FATAL_ERROR "'${ARGN}' ended with ${status}")
  endif()
  set(said "${said}" PARENT_SCOPE)
endfunction()

# Installed in one place and moved to another: nothing may remember the first.
file(REMOVE_RECURSE ${SCRATCH})
run(${CMAKE_COMMAND} --install ${BUILT} --prefix ${SCRATCH}/first)
file(RENAME ${SCRATCH}/first ${SCRATCH}/prefix)
set(prefix ${SCRATCH}/prefix)

run(${prefix}/bin/gradgap --version)
if(NOT said MATCHES "^gradgap [0-9]+\\.[0-9]+\\.[0-9]+ ")
  message(FATAL_ERROR "the installed tool says '${said}' for its version")
endif()
file(GLOB figures RELATIVE ${TREE}/plots ${TREE}/plots/*)
foreach(figure IN LISTS figures)
  if(NOT EXISTS ${prefix}/share/gradgap/plots/${figure})
    message(FATAL_ERROR "plots/${figure} is not installed")
  endif()
endforeach()

if(WAY STREQUAL "cmake")
  run(${CMAKE_COMMAND} -S ${TREE}/tests/consumer -B ${SCRATCH}/consumer
      -DCMAKE_PREFIX_PATH=${prefix} -DCMAKE_C_COMPILER=${CC})
  run(${CMAKE_COMMAND} --build ${SCRATCH}/consumer)
  run(${SCRATCH}/consumer/consumer)
else()
  file(GLOB_RECURSE module ${prefix}/gradgap.pc)
  get_filename_component(folder ${module} DIRECTORY)
  set(ENV{PKG_CONFIG_PATH} "${folder}:$ENV{PKG_CONFIG_PATH}")
  run(pkg-config --cflags --libs gradgap)
  if(said MATCHES "gslcblas.*openblas")
    message(FATAL_ERROR "gslcblas stands before OpenBLAS: ${said}")
  endif()
  separate_arguments(flags UNIX_COMMAND "${said}")
  run(${CC} -std=c17 ${TREE}/tests/consumer/main.c -o ${SCRATCH}/program ${flags})
  run(${SCRATCH}/program)
endif()

if(NOT said STREQUAL EXPECTED)
  message(NOTICE "the consumer said\n${said}instead of\n${EXPECTED}")
  message(FATAL_ERROR "the consumer does not minimise")
endif()
message(STATUS "found by ${WAY}, linked, and it minimises")
