# tests/dropin.cmake -- a loss, an optimizer, a study, a claim and a figure are one new file each,
# and no edit: dropped into a copy of the tree they are built, listed, run and drawn.
#
#     cmake -DTREE=FOLDER -DSCRATCH=FOLDER -P tests/dropin.cmake
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/copy.cmake)

set(bin ${SCRATCH}/built/bin)

function(run) # command ... -> said
  execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE said ERROR_VARIABLE complained
                  RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(NOTICE "${said}${complained}")
    message(FATAL_ERROR "'${ARGN}' ended with ${status}")
  endif()
  set(said "${said}" PARENT_SCOPE)
endfunction()

function(expect pattern claim)
  if(NOT said MATCHES "${pattern}")
    message(NOTICE "${said}")
    message(FATAL_ERROR "${claim}: '${pattern}' is not in the above")
  endif()
  message(STATUS "${claim}")
endfunction()

file(REMOVE_RECURSE ${SCRATCH})
gg_copy_tree(${TREE} ${SCRATCH}/tree)
run(${CMAKE_COMMAND} -S ${SCRATCH}/tree -B ${SCRATCH}/built -DGRADGAP_TESTS=OFF
    -DCMAKE_BUILD_TYPE=None)
run(${CMAKE_COMMAND} --build ${SCRATCH}/built --parallel 2)

# The files come when everything is built already: the build must notice them by itself.
file(COPY ${TREE}/tests/dropin/ DESTINATION ${SCRATCH}/tree)
run(${CMAKE_COMMAND} --build ${SCRATCH}/built --parallel 2)

run(${bin}/gradgap list losses)
expect("\n *dropin_fold +" "the loss is listed")
run(${bin}/gradgap list optimizers)
expect("\n *dropin_compass +" "the optimizer is listed")
run(${bin}/gradgap list studies)
expect("\n *dropin_question +" "the study is listed")
run(${bin}/gradgap list claims)
expect("\n *dropin_claim +" "the claim is listed")
run(${bin}/gradgap show dropin_fold)
expect("sum_{i > 1} x_i" "the loss shows its formula")

run(${bin}/gradgap minimize dropin_fold dropin_compass -n 2 --target 1e-6 --json)
string(JSON status GET "${said}" status)
set(said ${status})
expect("^target$" "the method meets its target on the loss")

run(${bin}/dropin_question --preset quick --dry-run)
expect("dropin_fold.*dropin_compass|dropin_compass.*dropin_fold" "the study plans its runs")
run(${bin}/dropin_question --preset quick -o ${SCRATCH}/results --no-figures --quiet)
expect("Compass search" "the study sums up what it ran")
run(${bin}/gradgap verify ${SCRATCH}/results)
expect("dropin_claim +PASS" "the claim is judged from what the study ran")
run(${bin}/gradgap plot ${SCRATCH}/results --figure dropin_figure --format svg)
file(GLOB drawn ${SCRATCH}/results/figures/dropin_figure*.svg)
if(NOT drawn)
  message(FATAL_ERROR "no figure was drawn: ${said}")
endif()
list(GET drawn 0 figure)
file(READ ${figure} said)
expect("<svg.*Compass search" "the figure is drawn, and names the method")
