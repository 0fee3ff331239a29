# A flavour is a way to build the same source for an instrument: `plain` is what one would ship (outcome, tasks, bench),
# `race` is for ThreadSanitizer, `memory` for the Address, Leak and UndefinedBehavior sanitizers.
# Every library and candidate exists once a flavour: `toolkit.plain`, `toolkit.race`, `toolkit.memory`.
# One more, `explore`, is for the schedule explorer: of what a lab needs in it (labs.cmake).
set(MILLRACE_FLAVOURS plain race memory)
# Of UndefinedBehaviorSanitizer the checks that cost little to compile: all of them make a first build three times as long.
set(undefined signed-integer-overflow,shift,integer-divide-by-zero,bounds,return,unreachable,enum,bool,float-cast-overflow)
set(flavour_plain_compile -O2 -fno-omit-frame-pointer)
set(flavour_race_compile -O1 -fno-omit-frame-pointer -fsanitize=thread)
set(flavour_race_link -fsanitize=thread)
set(flavour_memory_compile -O1 -fno-omit-frame-pointer -fsanitize=address,${undefined})
set(flavour_memory_link -fsanitize=address,${undefined})
# For the explorer, what makes any program explorable.
include(${CMAKE_CURRENT_LIST_DIR}/millrace/explorer/explorer.cmake)
set(flavour_explore_compile ${MILLRACE_EXPLORED_OPTIONS})
set(flavour_explore_library -O2)

foreach(flavour IN LISTS MILLRACE_FLAVOURS ITEMS explore)
  add_library(flavour.${flavour} INTERFACE)
  target_compile_options(flavour.${flavour} INTERFACE ${flavour_${flavour}_compile})
  target_link_options(flavour.${flavour} INTERFACE ${flavour_${flavour}_link})
endforeach()

add_library(millrace.warnings INTERFACE)
target_compile_options(millrace.warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)

# All sources of a library as one: a first build takes half the time, a later change of one file takes longer.
option(MILLRACE_UNITY "Compile the sources of each library together" OFF)
set(CMAKE_UNITY_BUILD_BATCH_SIZE 0)

# Else what all of them include is parsed once a flavour, not once a source file.
if(NOT MILLRACE_UNITY)
  set(MILLRACE_PRECOMPILED
      <algorithm> <array> <atomic> <chrono> <condition_variable> <exception> <functional> <map> <memory> <mutex> <optional>
      <source_location> <span> <sstream> <stdexcept> <string> <string_view> <system_error> <thread> <vector>)
endif()

# millrace_library(NAME SOURCES file... USES target... [FLAVOURS flavour...] [SHARES header])
# A static library in each flavour. A used target that exists in flavours is taken in the same flavour.
# The header that it SHARES is one that every program which stands on it includes: theirs to reuse, precompiled. Any other
# header there would hide that a program forgot to include it.
function(millrace_library name)
  cmake_parse_arguments(arg "" "SHARES" "SOURCES;USES;PRIVATELY;FLAVOURS" ${ARGN})
  if(NOT arg_FLAVOURS)
    set(arg_FLAVOURS ${MILLRACE_FLAVOURS})
  endif()
  foreach(flavour IN LISTS arg_FLAVOURS)
    add_library(${name}.${flavour} STATIC EXCLUDE_FROM_ALL ${arg_SOURCES})
    target_include_directories(${name}.${flavour} PUBLIC ${PROJECT_SOURCE_DIR}/labs)
    target_link_libraries(${name}.${flavour} PUBLIC flavour.${flavour} PRIVATE $<BUILD_INTERFACE:millrace.warnings>)
    millrace_use(${name}.${flavour} ${flavour} PUBLIC ${arg_USES})
    set_target_properties(${name}.${flavour} PROPERTIES UNITY_BUILD ${MILLRACE_UNITY})
    # Line tables are all that reports need of the libraries.
    target_compile_options(${name}.${flavour} PRIVATE -g1 ${flavour_${flavour}_library})
    if(name STREQUAL toolkit)
      target_precompile_headers(${name}.${flavour} PRIVATE ${MILLRACE_PRECOMPILED})
    elseif(arg_SHARES AND NOT MILLRACE_UNITY)
      target_precompile_headers(${name}.${flavour} PRIVATE ${arg_SHARES})
      target_compile_options(${name}.${flavour} PRIVATE -g)  # as those programs have it
    elseif(NOT MILLRACE_UNITY)
      target_precompile_headers(${name}.${flavour} REUSE_FROM toolkit.${flavour})
    endif()
    millrace_use(${name}.${flavour} ${flavour} PRIVATE ${arg_PRIVATELY})
  endforeach()
endfunction()

# millrace_unseen(NAME SOURCES file... USES target...)
# A static library in programs for the schedule explorer at whose accesses it does not look: no scheduling points, no races.
function(millrace_unseen name)
  cmake_parse_arguments(arg "" "" "SOURCES;USES" ${ARGN})
  add_library(${name} STATIC EXCLUDE_FROM_ALL ${arg_SOURCES})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/labs)
  target_compile_options(${name} PRIVATE ${flavour_plain_compile} -g1)
  target_link_libraries(${name} PRIVATE millrace.warnings)
  foreach(used IN LISTS arg_USES)
    target_link_libraries(${name} PUBLIC $<LINK_ONLY:${used}>)
  endforeach()
  set_target_properties(${name} PROPERTIES UNITY_BUILD ${MILLRACE_UNITY})
endfunction()

# millrace_executable(NAME FLAVOUR SOURCES file... USES target...)
function(millrace_executable name flavour)
  cmake_parse_arguments(arg "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name} EXCLUDE_FROM_ALL ${arg_SOURCES})
  target_compile_options(${name} PRIVATE -g)
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
