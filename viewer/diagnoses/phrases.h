#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <millrace/probe/reader.h>

namespace millrace::viewer {

/// "1 task", "12 tasks".
std::string count_of(std::uint64_t number, std::string_view what);
/// "2.3 s".
std::string seconds_of(double seconds);
/// "broken.cpp:15" of a whole path.
std::string short_place(std::string_view place);
/// "worker pool 'thumbnail'", "channel made at broken.cpp:15".
std::string name_of(const probe::resource_view& resource);
/// "task 'fetch profile'"; for one without a name, "a thread started at broken.cpp:15".
std::string name_of(const probe::task_view& task);

}  // namespace millrace::viewer
