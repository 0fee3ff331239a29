#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace millrace::probe {

/// CRC-32 as in zlib and Ethernet (reflected, polynomial 0xEDB88320), continued from that of earlier bytes.
constexpr std::uint32_t checksum(std::string_view bytes, std::uint32_t before = 0) noexcept {
  constexpr auto table = [] {
    std::array<std::uint32_t, 256> made{};
    for (std::uint32_t i = 0; i < made.size(); ++i) {
      std::uint32_t code = i;
      for (int bit = 0; bit < 8; ++bit) code = code >> 1 ^ ((code & 1) != 0 ? 0xEDB88320U : 0U);
      made[i] = code;
    }
    return made;
  }();
  std::uint32_t sum = ~before;
  for (const char each : bytes) sum = sum >> 8 ^ table[(sum ^ static_cast<unsigned char>(each)) & 0xff];
  return ~sum;
}

static_assert(checksum("123456789") == 0xCBF43926U, "the check value that the definition gives");

}  // namespace millrace::probe
