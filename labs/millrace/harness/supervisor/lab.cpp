#include <charconv>
#include <filesystem>
#include <sstream>

#include <toml++/toml.h>

#include <millrace/harness/supervisor/lab.h>

namespace millrace::harness {
namespace {

struct unit {
  std::string_view name;
  std::int64_t size;
};

template <std::size_t Count>
std::int64_t parse_amount(const std::string& text, const unit (&units)[Count], const char* expected) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  std::string_view name(end, static_cast<std::size_t>(text.data() + text.size() - end));
  name.remove_prefix(std::min(name.find_first_not_of(' '), name.size()));
  constexpr std::int64_t most = std::int64_t{1} << 50;
  for (const auto& u : units) {
    if (error == std::errc() && name == u.name && number >= 0 && number <= most / u.size)
      return number * u.size;
  }
  throw std::invalid_argument("'" + text + "' is not " + expected);
}

lab from_table(const toml::table& table, const std::string& file) {
  lab described;
  described.name = std::filesystem::absolute(file).parent_path().filename().string();
  auto& limits = described.limits;
  limits.tasks = table["bounds"]["tasks"].value_or(limits.tasks);
  if (const auto text = table["bounds"]["memory"].value<std::string>())
    limits.memory_bytes = parse_bytes(*text);
  if (const auto text = table["bounds"]["deadline"].value<std::string>())
    limits.deadline = parse_duration(*text);
  if (const auto text = table["bounds"]["shutdown"].value<std::string>())
    limits.shutdown = parse_duration(*text);
  if (const auto* knobs = table["knobs"].as_table()) {
    for (const auto& [name, knob] : *knobs) {
      const auto* parts = knob.as_table();
      if (!parts)
        throw std::invalid_argument("knob '" + std::string(name.str()) +
                                    "' is not a table of min, max, default");
      described.knobs[std::string(name.str())] =
          static_cast<long>((*parts)["default"].value_or(std::int64_t{0}));
    }
  }
  described.live_rate = static_cast<long>(table["live"]["rate"].value_or(std::int64_t{0}));
  return described;
}

}  // namespace

std::int64_t parse_bytes(const std::string& text) {
  constexpr unit units[] = {{"", 1}, {"B", 1}, {"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}};
  return parse_amount(text, units, "an amount of memory such as \"256 MiB\"");
}

std::chrono::milliseconds parse_duration(const std::string& text) {
  constexpr unit units[] = {{"ms", 1}, {"s", 1'000}, {"min", 60'000}};
  return std::chrono::milliseconds(parse_amount(text, units, "a duration such as \"10 s\""));
}

lab read_lab(const std::string& file) {
  try {
    return from_table(toml::parse_file(file), file);
  } catch (const toml::parse_error& error) {
    std::ostringstream where;
    where << file << ':' << error.source().begin.line << ": " << error.description();
    throw cannot_run(where.str(), "correct that line");
  } catch (const std::invalid_argument& error) {
    throw cannot_run(file + ": " + error.what(), "correct it");
  }
}

}  // namespace millrace::harness
