#include <array>
#include <cmath>
#include <cstdio>
#include <string>

#include <millrace/probe/export_chrome.h>

namespace millrace::probe {
namespace {

std::string quoted(const std::string& text) {
  std::string all = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') all += '\\';
    all += letter;
  }
  return all += '"';
}

std::string value_of(const annotation& each) {
  const auto* number = std::get_if<std::int64_t>(&each.value);
  return number ? std::to_string(*number) : quoted(std::get<std::string>(each.value));
}

std::string arguments_of(const mark& one) {
  if (one.kind == mark_kind::counter) return "{\"value\":" + std::to_string(one.value) + '}';
  std::string all;
  for (const auto& each : one.more)
    all += (all.empty() ? "{" : ",") + quoted(each.name) + ':' + value_of(each);
  return all.empty() ? "{}" : all + '}';
}

/// Microseconds, with all the nanoseconds behind the point.
std::string microseconds(double seconds) {
  const auto nanoseconds = std::llround(seconds * 1e9);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%lld.%03lld", nanoseconds / 1000, nanoseconds % 1000);
  return text.data();
}

constexpr const char* phase(mark_kind kind) noexcept {
  switch (kind) {
    case mark_kind::begin:
      return "B";
    case mark_kind::end:
      return "E";
    case mark_kind::instant:
      return "i";
    case mark_kind::counter:
      return "C";
  }
  return "i";
}

}  // namespace

chrome_writer::chrome_writer(std::ostream& to) : to_(to) {
  to_ << R"({"displayTimeUnit":"ms","traceEvents":[)";
}

void chrome_writer::describe(const char* what, std::int32_t thread_id, const std::string& name) {
  to_ << (first_ ? "\n" : ",\n") << R"({"ph":"M","pid":)" << process_ << R"(,"tid":)" << thread_id
      << R"(,"name":")" << what << R"(","args":{"name":)" << quoted(name) << "}}";
  first_ = false;
}

void chrome_writer::process(std::int32_t id, const std::string& name) {
  process_ = id;
  describe("process_name", 0, name);
}

void chrome_writer::task(std::uint64_t track, std::int32_t thread_id, const std::string& name) {
  if (threads_.size() <= track) threads_.resize(track + 1);
  threads_[track] = thread_id;
  describe("thread_name", thread_id, name);
}

// It is known by its name alone.
void chrome_writer::counter(std::uint64_t track, const std::string&) {
  if (threads_.size() <= track) threads_.resize(track + 1);
}

void chrome_writer::draw(const mark& one) {
  to_ << (first_ ? "\n" : ",\n") << R"({"ph":")" << phase(one.kind) << R"(","pid":)" << process_
      << R"(,"tid":)" << threads_[one.track] << R"(,"ts":)" << microseconds(one.at);
  if (!one.category.empty()) to_ << R"(,"cat":)" << quoted(one.category);
  if (!one.name.empty()) to_ << R"(,"name":)" << quoted(one.name);
  if (one.kind == mark_kind::instant) to_ << R"(,"s":")" << (one.track == 0 ? 'p' : 't') << '"';
  to_ << R"(,"args":)" << arguments_of(one) << '}';
  first_ = false;
}

void chrome_writer::finish() {
  to_ << "\n]}\n" << std::flush;
}

}  // namespace millrace::probe
