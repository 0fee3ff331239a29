#include "report/json.h"

#include <initializer_list>
#include <sys/syscall.h>

#include "memory/system.h"

namespace millrace::explorer {

void json_output::flush() {
  std::size_t written = 0;
  while (written < used_) {
    const long result = system_call(SYS_write, descriptor_, reinterpret_cast<long>(buffer_ + written),
                                    static_cast<long>(used_ - written));
    if (result <= 0) cannot_explore("cannot write the result");
    written += static_cast<std::size_t>(result);
  }
  used_ = 0;
}

void json_output::put(char each) {
  if (used_ == sizeof buffer_) flush();
  buffer_[used_++] = each;
}

void json_output::put_digits(std::uint64_t value) {
  char digits[20];
  std::size_t count = 0;
  do digits[count++] = static_cast<char>('0' + value % 10);
  while ((value /= 10) > 0);
  while (count > 0) put(digits[--count]);
}

namespace {

/// How many bytes the character there has, if it is UTF-8 (RFC 3629, section 4) and more than one; else 0.
std::size_t utf8_length(const char* at) {
  const auto byte = [at](std::size_t index) { return static_cast<unsigned char>(at[index]); };
  const std::size_t length = byte(0) < 0xc2   ? 0
                             : byte(0) < 0xe0 ? 2
                             : byte(0) < 0xf0 ? 3
                             : byte(0) < 0xf5 ? 4
                                              : 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return 0;
  }
  const bool overlong = (byte(0) == 0xe0 && byte(1) < 0xa0) || (byte(0) == 0xf0 && byte(1) < 0x90);
  const bool surrogate = byte(0) == 0xed && byte(1) >= 0xa0;
  const bool too_large = byte(0) == 0xf4 && byte(1) >= 0x90;
  return overlong || surrogate || too_large ? 0 : length;
}

}  // namespace

void json_output::put_escaped(const char* value) {
  constexpr char hex[] = "0123456789abcdef";
  for (; *value != 0; ++value) {
    const auto byte = static_cast<unsigned char>(*value);
    if (byte == '"' || byte == '\\') {
      put('\\');
      put(*value);
    } else if (const std::size_t length = utf8_length(value); length > 0) {
      for (std::size_t i = 0; i < length; ++i) put(value[i]);
      value += length - 1;
    } else if (byte >= 0x80) {
      for (const char each : {'\\', 'u', 'f', 'f', 'f', 'd'}) put(each);  // the replacement character
    } else if (byte < 0x20 || byte == 0x7f) {
      for (const char each : {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]}) put(each);
    } else {
      put(*value);
    }
  }
}

void json_output::next(const char* name) {
  if (!first_) put(',');
  first_ = false;
  if (name == nullptr) return;
  put('"');
  put_escaped(name);
  put('"');
  put(':');
}

void json_output::begin(const char* name, char bracket) {
  next(name);
  put(bracket);
  first_ = true;
}

void json_output::end(char bracket) {
  put(bracket);
  first_ = false;
}

void json_output::number(const char* name, std::uint64_t value) {
  next(name);
  put_digits(value);
}

void json_output::flag(const char* name, bool value) {
  next(name);
  for (const char* at = value ? "true" : "false"; *at != 0; ++at) put(*at);
}

void json_output::text(const char* name, const char* value) {
  begin_text(name);
  put_escaped(value);
  end_text();
}

void json_output::begin_text(const char* name) {
  next(name);
  put('"');
}

void json_output::piece(const char* value) {
  put_escaped(value);
}
void json_output::piece(std::uint64_t value) {
  put_digits(value);
}

}  // namespace millrace::explorer
