#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>

namespace millrace::detail {

/// Sleeps while `word` is `expected`, until somebody wakes it or `end` has come. It may also return for no
/// reason, so the caller looks again. True if it slept and was woken. Not std::atomic::wait: that knows no
/// end, and the library counts all who wait in a place that they share, which orders their tasks and would
/// hide their races from ThreadSanitizer.
bool sleep_while(const std::atomic<std::uint32_t>& word, std::uint32_t expected,
                 const std::optional<std::chrono::steady_clock::time_point>& end = std::nullopt) noexcept;

/// Wakes one that sleeps there. Only the address is used: the word may be gone already, and what sleeps there
/// by then is woken for no reason.
void wake_one(const std::atomic<std::uint32_t>* word) noexcept;

}  // namespace millrace::detail
