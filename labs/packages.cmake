# Libraries that Millrace stands on, from the system first. With MILLRACE_FETCH=ON what is missing is downloaded, pinned.
include(FetchContent)
