# tests/fuzz.cmake -- readers of text against texts that libFuzzer makes up (Clang only).
#
# The tests run each for some seconds. To run one for long, and keep what it finds in a folder:
#     mkdir found
#     build/fuzz/bin/fuzz_csv -runs=10000000 -dict=build/fuzz/fuzz/csv.dict found
set(folder ${CMAKE_BINARY_DIR}/fuzz)

function(gg_seed target name text)
  file(WRITE ${folder}/${target}/${name} "${text}")
endfunction()
function(gg_dictionary target)
  list(JOIN ARGN "\"\n\"" lines)
  file(WRITE ${folder}/${target}.dict "\"${lines}\"\n")
endfunction()

gg_dictionary(csv "," "\\\"" "\\x0a" "\\x0d\\x0a" "nan" "inf" "1e999" "\\xEF\\xBB\\xBF" "a,b")
file(COPY ${PROJECT_SOURCE_DIR}/losses/data/cars.csv DESTINATION ${folder}/csv)
gg_seed(csv quoted "a,\"b c\"\r\n1,\"-2.5\"\r\n3,\"x \"\"y\"\"\"\r\n")

gg_dictionary(libsvm ":" " 1:" "#" "\\x0a" "\\x0d\\x0a" "nan" "inf" "1e999" "\\xEF\\xBB\\xBF"
              "2147483648" "1023")
gg_seed(libsvm plain "1 1:0.5 3:-3\n-1\n1 2:2e3 # a comment\n")

# The words of a specification: every file of a drawer is a name.
set(words ":" "+" "=" "at_kink=" "left" "naive" "l1=" "l2=" "tau=" "delta=" "data=" "pointwise="
          "name=" "condition=" "+smooth" "+rotate" "+noise" "+stairs" "+shift" "1e-3" "nan" "inf")
file(GLOB files ${PROJECT_SOURCE_DIR}/losses/*/*.c ${PROJECT_SOURCE_DIR}/losses/data/*.csv)
foreach(file IN LISTS files)
  get_filename_component(name ${file} NAME_WE)
  list(APPEND words ${name})
endforeach()
gg_dictionary(spec ${words})
gg_seed(spec linear "\tlinear:data=stackloss:pointwise=huber:delta=2:l1=0.1+rotate+noise:sigma=1e-3")
gg_seed(spec known "\tramp_s-1:at_kink=left+smooth:by=huber:width=0.5")
gg_seed(spec stairs "\trosenbrock:form=pairs+shift:by=0.1+stairs:height=1e-2")

math(EXPR few "${GRADGAP_FUZZ_RUNS} / 10") # opening a problem takes longer than reading a text
set(runs_csv ${GRADGAP_FUZZ_RUNS})
set(runs_libsvm ${GRADGAP_FUZZ_RUNS})
set(runs_spec ${few})
foreach(target csv libsvm spec)
  add_executable(fuzz_${target} fuzz_${target}.c)
  target_link_libraries(fuzz_${target} PRIVATE gradgap gg_warnings)
  target_link_options(fuzz_${target} PRIVATE -fsanitize=fuzzer)
  file(GLOB seeds ${folder}/${target}/*)
  list(JOIN seeds "," seeds)
  add_test(NAME fuzz_${target} COMMAND fuzz_${target} -runs=${runs_${target}} -seed=1
           -max_len=400 -timeout=60 -rss_limit_mb=2048 -print_final_stats=1
           -artifact_prefix=${folder}/ -dict=${folder}/${target}.dict -seed_inputs=${seeds})
  set_tests_properties(fuzz_${target} PROPERTIES LABELS fuzz TIMEOUT 900)
endforeach()
target_link_options(fuzz_spec PRIVATE -Wl,--wrap=open -Wl,--wrap=fopen -Wl,--wrap=dlopen
                    -Wl,--wrap=fork)
