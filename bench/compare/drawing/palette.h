#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace millrace::compare {

/// Colours of candidates, as 0xRRGGBB, on light and on dark ground. They stem from Paul Tol's "bright"
/// scheme, which people with any colour vision tell apart.
inline constexpr std::array<std::uint32_t, 7> candidates_on_light = {0x4477aa, 0xd1495b, 0x228833, 0xb8860b,
                                                                     0x2a9fc9, 0xaa3377, 0x6b6b6b};
inline constexpr std::array<std::uint32_t, 7> candidates_on_dark = {0x7aa6dc, 0xf2808e, 0x5cbf6a, 0xe0c257,
                                                                    0x66ccee, 0xd77fb4, 0xb0b0b0};

}  // namespace millrace::compare
