#include <algorithm>
#include <charconv>

#include <millrace/http/target.h>

namespace millrace::http {
namespace {

std::vector<field> query_of(std::string_view text) {
  std::vector<field> parameters;
  while (!text.empty()) {
    const auto pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    if (pair.empty()) continue;
    const auto equals = pair.find('=');
    const auto value = equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    parameters.push_back({percent_decoded(pair.substr(0, equals), true), percent_decoded(value, true)});
  }
  return parameters;
}

}  // namespace

void read_target(std::string_view target, request& into) {
  const auto question = target.find('?');
  into.path = percent_decoded(target.substr(0, question), false);
  if (question != std::string_view::npos) into.query_parameters = query_of(target.substr(question + 1));
}

std::string_view escaped_path(std::string_view target) {
  return target.substr(0, target.find('?'));
}

std::string percent_decoded(std::string_view text, bool plus_is_space) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16).ptr == text.data() + i + 3) {
      decoded += static_cast<char>(value);
      i += 2;
    } else {
      decoded += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

}  // namespace millrace::http
