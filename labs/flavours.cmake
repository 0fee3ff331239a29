# A flavour is a way to build the same source for an instrument: `plain` is what one would ship (outcome, tasks, bench),
# `race` is for ThreadSanitizer, `memory` for the Address, Leak and UndefinedBehavior sanitizers.
# Every library and candidate exists once a flavour: `toolkit.plain`, `toolkit.race`, `toolkit.memory`.
set(MILLRACE_FLAVOURS plain race memory)
set(flavour_plain_compile -O2 -g -fno-omit-frame-pointer)
set(flavour_race_compile -O1 -g -fno-omit-frame-pointer -fsanitize=thread)
set(flavour_race_link -fsanitize=thread)
set(flavour_memory_compile -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined)
set(flavour_memory_link -fsanitize=address,undefined)

foreach(flavour IN LISTS MILLRACE_FLAVOURS)
  add_library(flavour.${flavour} INTERFACE)
  target_compile_options(flavour.${flavour} INTERFACE ${flavour_${flavour}_compile})
  target_link_options(flavour.${flavour} INTERFACE ${flavour_${flavour}_link})
endforeach()

add_library(millrace.warnings INTERFACE)
target_compile_options(millrace.warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)

# millrace_library(NAME SOURCES file... USES target...)
# A static library in each flavour. A used target that exists in flavours is taken in the same flavour.
function(millrace_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES;PRIVATELY" ${ARGN})
  foreach(flavour IN LISTS MILLRACE_FLAVOURS)
    add_library(${name}.${flavour} STATIC EXCLUDE_FROM_ALL ${arg_SOURCES})
    target_include_directories(${name}.${flavour} PUBLIC ${PROJECT_SOURCE_DIR}/labs)
    target_link_libraries(${name}.${flavour} PUBLIC flavour.${flavour} PRIVATE $<BUILD_INTERFACE:millrace.warnings>)
    millrace_use(${name}.${flavour} ${flavour} PUBLIC ${arg_USES})
    millrace_use(${name}.${flavour} ${flavour} PRIVATE ${arg_PRIVATELY})
  endforeach()
endfunction()

# millrace_executable(NAME FLAVOUR SOURCES file... USES target...)
function(millrace_executable name flavour)
  cmake_parse_arguments(arg "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} EXCLUDE_FROM_ALL ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE flavour.${flavour} millrace.warnings)
  millrace_use(${name} ${flavour} PRIVATE ${arg_USES})
endfunction()

function(millrace_use target flavour visibility)
  foreach(used IN LISTS ARGN)
    if(TARGET ${used}.${flavour})
      target_link_libraries(${target} ${visibility} ${used}.${flavour})
    else()
      target_link_libraries(${target} ${visibility} ${used})
    endif()
  endforeach()
endfunction()
