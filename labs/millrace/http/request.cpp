#include <algorithm>
#include <cctype>

#include <millrace/http/origin.h>
#include <millrace/http/request.h>
#include <millrace/http/response.h>

namespace millrace::http {
namespace {

bool same_ignoring_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::optional<std::string> header_in(const std::vector<field>& headers, std::string_view name) {
  const auto found =
      std::ranges::find_if(headers, [&](const field& f) { return same_ignoring_case(f.name, name); });
  return found == headers.end() ? std::nullopt : std::optional(found->value);
}

}  // namespace

std::string request::param(std::string_view name) const {
  const auto found = std::ranges::find(path_parameters, name, &field::name);
  return found == path_parameters.end() ? std::string() : found->value;
}

std::optional<std::string> request::query(std::string_view name) const {
  const auto found = std::ranges::find(query_parameters, name, &field::name);
  return found == query_parameters.end() ? std::nullopt : std::optional(found->value);
}

std::optional<std::string> request::header(std::string_view name) const {
  return header_in(headers, name);
}

std::optional<std::string> response::header(std::string_view name) const {
  return header_in(headers, name);
}

millrace::context request::context() const {
  return from ? from->request_context() : millrace::context::background();
}

}  // namespace millrace::http
