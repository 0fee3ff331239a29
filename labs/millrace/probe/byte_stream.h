#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace millrace::probe {

/// Bytes that say something that cannot be.
class damaged : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Seven bits a byte, the lowest first; all but the last have their top bit set. It is what protocol buffers
/// call a varint.
inline void append_varint(std::string& to, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) to += static_cast<char>(value | 0x80);
  to += static_cast<char>(value);
}

/// Small numbers of either sign become small numbers: 0, -1, 1, -2 ... are 0, 1, 2, 3.
constexpr std::uint64_t zigzag(std::int64_t value) noexcept {
  return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
}

constexpr std::int64_t unzigzag(std::uint64_t code) noexcept {
  return static_cast<std::int64_t>(code >> 1 ^ (~(code & 1) + 1));
}

/// Takes bytes apart, and throws `damaged` instead of reading past their end.
class byte_reader {
 public:
  explicit byte_reader(std::string_view bytes) noexcept : rest_(bytes) {}

  bool at_end() const noexcept { return rest_.empty(); }

  std::uint8_t byte() { return static_cast<std::uint8_t>(bytes(1)[0]); }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint64_t next = byte();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) return value;
    }
    throw damaged("a number is too long");
  }

  std::string_view bytes(std::uint64_t count) {
    if (count > rest_.size()) throw damaged("it ends too early");
    const auto taken = rest_.substr(0, static_cast<std::size_t>(count));
    rest_.remove_prefix(taken.size());
    return taken;
  }

 private:
  std::string_view rest_;
};

}  // namespace millrace::probe
