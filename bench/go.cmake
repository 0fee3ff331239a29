# millrace_go_program(NAME file...): a target that builds a Go program of that name, from Debian's packages alone. Without Go
# there is none.
find_program(GO go)
if(NOT GO)
  message(STATUS "Go is not installed: no rows of it. On Debian: apt-get install golang-go golang-golang-x-time-dev golang-golang-x-sync-dev")
endif()

function(millrace_go_program name)
  if(NOT GO)
    return()
  endif()
  list(TRANSFORM ARGN PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ OUTPUT_VARIABLE sources)
  set(program ${CMAKE_CURRENT_BINARY_DIR}/${name})
  add_custom_command(
    OUTPUT ${program}
    COMMAND ${CMAKE_COMMAND} -E env GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS= GOCACHE=${PROJECT_BINARY_DIR}/bench/go-cache
            ${GO} build -o ${program} ${sources}
    DEPENDS ${sources}
    VERBATIM)
  add_custom_target(${name}.go DEPENDS ${program})
  add_dependencies(peers ${name}.go)
endfunction()
