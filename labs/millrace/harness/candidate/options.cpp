#include <charconv>
#include <stdexcept>
#include <string_view>

#include <millrace/harness/candidate/options.h>

namespace millrace::harness {
namespace {

template <class Number>
Number number_of(std::string_view text, std::string_view option) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    throw std::invalid_argument("'" + std::string(text) + "' is not a number for " + std::string(option));
  }
  return value;
}

template <class Number>
void add_pair(std::map<std::string, Number>& pairs, std::string_view text, std::string_view option) {
  const auto equals = text.find('=');
  if (equals == 0 || equals == std::string_view::npos) {
    throw std::invalid_argument("expected " + std::string(option) + " NAME=NUMBER, got '" +
                                std::string(text) + "'");
  }
  pairs[std::string(text.substr(0, equals))] = number_of<Number>(text.substr(equals + 1), option);
}

}  // namespace

candidate_options read_options(int argc, char** argv) {
  candidate_options options;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view option = argv[i];
    if (i + 1 >= argc) throw std::invalid_argument(std::string(option) + " needs a value");
    const std::string_view value = argv[i + 1];
    if (option == "--control") {
      options.control = number_of<int>(value, option);
    } else if (option == "--port") {
      options.port = number_of<std::uint16_t>(value, option);
    } else if (option == "--set") {
      add_pair(options.settings, value, option);
    } else if (option == "--upstream") {
      add_pair(options.upstreams, value, option);
    } else {
      throw std::invalid_argument("unknown option '" + std::string(option) +
                                  "'; there are --port N, --set NAME=NUMBER, --upstream NAME=PORT");
    }
  }
  return options;
}

}  // namespace millrace::harness
