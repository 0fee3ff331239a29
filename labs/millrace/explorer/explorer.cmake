# What makes a program ready for the schedule explorer. It is linked with the explorer's runtime instead of the
# sanitizer's: all of it, for libstdc++.so calls functions that the program itself does not.
#   add_executable(my_test my_test.cpp)
#   millrace_add_exploration(my_test)        # CTest: explores my_test's schedules
set(MILLRACE_GOOGLETEST_DIR ${CMAKE_CURRENT_LIST_DIR}/../googletest CACHE INTERNAL "")
# The compiler announces each access, and the runtime takes the sanitizer's place. Debug information of version 4, for of
# version 5, g++ 12's, addr2line of binutils 2.40 takes a header's line for the source file's.
set(MILLRACE_EXPLORED_OPTIONS -gdwarf-4 -fno-omit-frame-pointer -fsanitize=thread
    $<$<CXX_COMPILER_ID:GNU>:--param=tsan-instrument-func-entry-exit=0>
    $<$<CXX_COMPILER_ID:Clang>:-mllvm;-tsan-instrument-read-before-write=1>
    CACHE INTERNAL "")

function(millrace_link_explorer target)
  target_compile_options(${target} PRIVATE -O0 ${MILLRACE_EXPLORED_OPTIONS})
  target_link_libraries(${target} PRIVATE $<LINK_LIBRARY:WHOLE_ARCHIVE,millrace::explorer> Threads::Threads ${CMAKE_DL_LIBS})
  target_link_options(${target} PRIVATE -Wl,-z,now)
endfunction()

# millrace_explorable(TARGET): its main is explored instead of run; it may stand in a library (gtest_main).
function(millrace_explorable target)
  millrace_link_explorer(${target})
  target_link_options(${target} PRIVATE -Wl,--wrap=main -Wl,--undefined=main)
endfunction()

# millrace_add_exploration(TARGET [ARGUMENTS word...] [OPTIONS word...]): a test that explores it. Options are those of
# `millrace explore`: --budget 5s, --search dfs.
function(millrace_add_exploration target)
  cmake_parse_arguments(arg "" "" "ARGUMENTS;OPTIONS" ${ARGN})
  millrace_explorable(${target})
  add_test(NAME explore.${target}
           COMMAND millrace::command explore --output ${CMAKE_CURRENT_BINARY_DIR}/${target}.schedule ${arg_OPTIONS}
                   --built $<TARGET_FILE:${target}> -- ${arg_ARGUMENTS})
endfunction()

# millrace_explores_functions(TARGET): a GoogleTest program that runs as ever, whose tests may call millrace::explore
# (<millrace/googletest/explore.h>).
function(millrace_explores_functions target)
  millrace_link_explorer(${target})
  target_sources(${target} PRIVATE ${MILLRACE_GOOGLETEST_DIR}/explore.cpp)
  target_compile_features(${target} PRIVATE cxx_std_20)
  target_include_directories(${target} PRIVATE ${MILLRACE_GOOGLETEST_DIR}/../..)
  target_compile_definitions(${target} PRIVATE MILLRACE_COMMAND="$<TARGET_FILE:millrace::command>")
endfunction()
