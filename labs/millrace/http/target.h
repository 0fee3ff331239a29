#pragma once

#include <string>
#include <string_view>

#include <millrace/http/request.h>

namespace millrace::http {

/// What a request asks for, "/search?q=mill": decoded into the request's path and query.
void read_target(std::string_view target, request& into);
/// The target without its query.
std::string_view escaped_path(std::string_view target);
/// "%41+b" as "Ab" (a plus is a space only in a query).
std::string percent_decoded(std::string_view text, bool plus_is_space);

}  // namespace millrace::http
