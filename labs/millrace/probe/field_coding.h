#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <millrace/probe/byte_stream.h>
#include <millrace/probe/call_path.h>

namespace millrace::probe {

inline constexpr std::size_t longest_string = 192;  ///< a path of 128 bytes, and its line
inline constexpr double furthest =
    4e9;  ///< 127 years: nanoseconds, and the difference of any two times, fit 64 bits

inline std::int64_t as_nanoseconds(double seconds) {
  return std::isfinite(seconds) ? std::llround(std::clamp(seconds, -furthest, furthest) * 1e9) : 0;
}

inline double as_seconds(std::int64_t nanoseconds) {
  return static_cast<double>(nanoseconds) / 1e9;
}

inline constexpr std::size_t most_numbered = 65536;

/// Values that come again, by number: strings, and paths of calls. When it is full it begins anew, on both
/// sides after the same value.
template <class Value>
class numbered {
 public:
  /// 0 if it is new, which makes it known.
  std::uint64_t number_of(const Value& value) {
    const auto known = numbers_.find(value);
    if (known != numbers_.end()) return known->second;
    if (numbers_.size() == most_numbered) numbers_.clear();
    numbers_.emplace(value, numbers_.size() + 1);
    return 0;
  }

 private:
  std::map<Value, std::uint64_t> numbers_;
};

template <class Value>
class by_number {
 public:
  const Value& at(std::uint64_t number) const {
    if (number == 0 || number > values_.size()) throw damaged("a number of a value is not known");
    return values_[static_cast<std::size_t>(number - 1)];
  }
  const Value& add(Value value) {
    if (values_.size() == most_numbered) values_.clear();
    return values_.emplace_back(std::move(value));
  }

 private:
  std::vector<Value> values_;
};

/// Writer and reader offer the same calls, so that what a task or a resource consists of is said once for
/// both.
class field_writer {
 public:
  field_writer(numbered<std::string>& strings, numbered<code_list>& paths)
      : strings_(strings), paths_(paths) {}

  void number(std::integral auto value) {
    if constexpr (std::is_signed_v<decltype(value)>) {
      append_varint(bytes, zigzag(value));
    } else {
      append_varint(bytes, value);
    }
  }
  void time(double value) { number(as_nanoseconds(value)); }
  void real(double value) { number(std::bit_cast<std::uint64_t>(value)); }
  void text(const std::string& value) {
    const auto known = strings_.number_of(value);
    number(known);
    if (known != 0) return;
    const auto length = std::min(value.size(), longest_string);
    number(length);
    bytes.append(value, 0, length);
  }
  void path(const code_list& value) {
    const auto known = paths_.number_of(value);
    number(known);
    if (known != 0) return;
    for (const auto code : value) number(code);
  }

  std::string bytes;

 private:
  numbered<std::string>& strings_;
  numbered<code_list>& paths_;
};

class field_reader {
 public:
  field_reader(std::string_view bytes, by_number<std::string>& strings, by_number<code_list>& paths)
      : from(bytes), strings_(strings), paths_(paths) {}

  template <std::integral Number>
  void number(Number& value) {
    const std::uint64_t code = from.varint();
    if constexpr (std::same_as<Number, bool>) {
      value = code != 0;
    } else if constexpr (std::is_signed_v<Number>) {
      if (!std::in_range<Number>(unzigzag(code))) throw damaged("a number is out of range");
      value = static_cast<Number>(unzigzag(code));
    } else {
      if (!std::in_range<Number>(code)) throw damaged("a number is out of range");
      value = static_cast<Number>(code);
    }
  }
  template <std::integral Number>
  Number number() {
    Number value{};
    number(value);
    return value;
  }
  void time(double& value) { value = checked(number<std::int64_t>()); }
  /// Seconds, of a time that can be.
  double checked(std::int64_t time) const {
    if (std::abs(as_seconds(time)) > furthest) throw damaged("a time is out of range");
    return as_seconds(time);
  }
  void real(double& value) {
    value = std::bit_cast<double>(number<std::uint64_t>());
    if (!std::isfinite(value)) throw damaged("a number is none");
  }
  void text(std::string& value) {
    const auto known = number<std::uint64_t>();
    value = known != 0 ? strings_.at(known) : strings_.add(new_string());
  }
  void path(code_list& value) {
    const auto known = number<std::uint64_t>();
    if (known == 0) {
      for (auto& code : value) number(code);
      paths_.add(value);
    } else {
      value = paths_.at(known);
    }
  }

  byte_reader from;

 private:
  std::string new_string() {
    const auto length = number<std::uint64_t>();
    if (length > longest_string) throw damaged("a string is too long");
    std::string made(from.bytes(length));
    std::ranges::replace_if(
        made, [](char letter) { return letter < ' ' || letter > '~'; }, '?');
    return made;
  }

  by_number<std::string>& strings_;
  by_number<code_list>& paths_;
};

}  // namespace millrace::probe
