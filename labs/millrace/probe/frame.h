#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include <millrace/probe/checksum.h>

namespace millrace::probe {

/// What stands before each moment of a recording.
struct frame_head {
  static constexpr std::size_t size = 8;
  static constexpr std::uint32_t longest = 64U << 20;  ///< many times what all rings and slots can give

  std::uint32_t length = 0;
  std::uint32_t sum = 0;

  static frame_head of(std::string_view payload) noexcept {
    const auto length = static_cast<std::uint32_t>(payload.size());
    return {length, sum_of(length, payload)};
  }
  static frame_head from(std::string_view bytes) noexcept { return {word(bytes, 0), word(bytes, 4)}; }

  std::array<char, size> bytes() const noexcept {
    std::array<char, size> all{};
    for (unsigned i = 0; i < 4; ++i) {
      all[i] = static_cast<char>(length >> (8 * i));
      all[i + 4] = static_cast<char>(sum >> (8 * i));
    }
    return all;
  }
  bool fits(std::string_view payload) const noexcept { return sum == sum_of(length, payload); }

 private:
  static std::uint32_t word(std::string_view bytes, std::size_t at) noexcept {
    std::uint32_t value = 0;
    for (unsigned i = 0; i < 4; ++i)
      value |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
  }
  // The length is summed as well: a hole of zeros, as a lost power supply leaves it, is no frame.
  static std::uint32_t sum_of(std::uint32_t length, std::string_view payload) noexcept {
    const auto head = frame_head{length, 0}.bytes();
    return checksum(payload, checksum({head.data(), 4}));
  }
};

}  // namespace millrace::probe
