# millrace_candidate(LAB CANDIDATE SOURCE): a candidate in each flavour, as <lab>.<candidate>.<flavour>.
function(millrace_candidate lab candidate source folder)
  foreach(flavour IN LISTS MILLRACE_FLAVOURS)
    set(target ${lab}.${candidate}.${flavour})
    millrace_executable(${target} ${flavour} SOURCES ${source} USES candidate)
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${candidate}.${flavour} RUNTIME_OUTPUT_DIRECTORY ${folder})
  endforeach()
endfunction()

# millrace_explored_candidate(LAB CANDIDATE SOURCE): a candidate and the lab's scenario as one program for the schedule
# explorer. Not optimised: an optimiser that knows of no other task takes bugs away before they can be seen.
function(millrace_explored_candidate lab candidate source folder)
  set(target ${lab}.${candidate}.explore)
  millrace_executable(${target} explore SOURCES ${source} $<TARGET_OBJECTS:exploration_main> USES ${lab}.explored_scenario)
  millrace_explorable(${target})
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${candidate}.explore RUNTIME_OUTPUT_DIRECTORY ${folder})
endfunction()

# millrace_lab(DIRECTORY): the scenario and the candidates of one lab. The working copy may not exist yet: it is
# declared as generated, so that only a build of it asks for the file.
function(millrace_lab directory)
  get_filename_component(lab ${directory} NAME)
  file(RELATIVE_PATH path ${PROJECT_SOURCE_DIR} ${directory})
  set(folder ${PROJECT_BINARY_DIR}/${path})
  millrace_executable(${lab}.scenario plain SOURCES ${directory}/scenario.cpp USES supervisor)
  set_target_properties(${lab}.scenario PROPERTIES OUTPUT_NAME scenario RUNTIME_OUTPUT_DIRECTORY ${folder})
  millrace_unseen(${lab}.explored_scenario SOURCES ${directory}/scenario.cpp USES exploration)
  foreach(candidate broken fixed)
    millrace_candidate(${lab} ${candidate} ${directory}/${candidate}.cpp ${folder})
    millrace_explored_candidate(${lab} ${candidate} ${directory}/${candidate}.cpp ${folder})
  endforeach()
  set(working_copy ${PROJECT_SOURCE_DIR}/lessons/workspace/${lab}.cpp)
  set_source_files_properties(${working_copy} PROPERTIES GENERATED TRUE)
  millrace_candidate(${lab} yours ${working_copy} ${folder})
  millrace_explored_candidate(${lab} yours ${working_copy} ${folder})
endfunction()
