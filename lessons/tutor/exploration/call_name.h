#pragma once

#include <string>

namespace millrace::tutor {

/// "channel::send" of "void millrace::channel<long>::send(long, std::source_location)".
std::string call_name(const std::string& function);

}  // namespace millrace::tutor
