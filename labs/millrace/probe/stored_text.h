#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <millrace/probe/segment.h>

namespace millrace::probe {

inline constexpr auto relaxed = std::memory_order_relaxed;

template <std::size_t Words>
void store_text(text<Words>& into, std::string_view from) noexcept {
  for (std::size_t i = 0; i < Words; ++i) {
    std::uint64_t word = 0;
    for (std::size_t byte = 0; byte < sizeof word && i * sizeof word + byte < from.size(); ++byte) {
      word |= static_cast<std::uint64_t>(static_cast<unsigned char>(from[i * sizeof word + byte]))
              << (8 * byte);
    }
    into.words[i].store(word, relaxed);
  }
}

/// Whatever a writer put there, as printable text.
template <std::size_t Words>
std::string loaded_text(const text<Words>& from) {
  std::string loaded;
  for (const auto& stored : from.words) {
    for (auto word = stored.load(relaxed); word != 0; word >>= 8) {
      const auto letter = static_cast<char>(word & 0xff);
      loaded += letter >= ' ' ? letter : '?';
    }
  }
  return loaded;
}

}  // namespace millrace::probe
