#pragma once

#include <concepts>
#include <cstddef>
#include <cstring>
#include <functional>
#include <memory>
#include <new>
#include <system_error>
#include <type_traits>
#include <utility>

#include <millrace/toolkit/context.h>

namespace millrace {

/// A piece of work that runs once: any callable, also one that can only be moved, that takes nothing or a
/// `const context&` and returns nothing or a std::error_code. What it throws is its owner's to report. A
/// small one allocates nothing.
class job {
 public:
  job() = default;

  template <class Work>
  requires(!std::same_as<std::remove_cvref_t<Work>, job>) job(Work&& work) {
    using held = std::decay_t<Work>;
    if constexpr (fits<held>) {
      ::new (static_cast<void*>(place_)) held(std::forward<Work>(work));
      how_ = &here<held>;
    } else {
      ::new (static_cast<void*>(place_)) held*(new held(std::forward<Work>(work)));
      how_ = &elsewhere<held>;
    }
  }
  job(job&& other) noexcept { take(other); }
  job& operator=(job&& other) noexcept {
    if (this != &other) {
      reset();
      take(other);
    }
    return *this;
  }
  ~job() { reset(); }

  std::error_code operator()(const context& ctx) { return how_->run(place_, ctx); }
  explicit operator bool() const { return how_ != nullptr; }

 private:
  static constexpr std::size_t room = 48;

  template <class Work>
  static constexpr bool fits =
      sizeof(Work) <= room &&
      alignof(Work) <= alignof(std::max_align_t) && std::is_nothrow_move_constructible_v<Work>;

  /// What is known of the work in a place.
  struct operations {
    std::error_code (*run)(std::byte* place, const context& ctx);
    void (*move)(std::byte* from, std::byte* to) noexcept;  ///< null where a copy of the bytes does
    void (*destroy)(std::byte* place) noexcept;             ///< null where there is nothing to do
  };

  template <class Work>
  static Work& in(std::byte* place) {
    return *std::launder(reinterpret_cast<Work*>(place));
  }

  template <class Work>
  static std::error_code run(Work& work, const context& ctx) {
    const auto call = [&]() -> decltype(auto) {
      if constexpr (std::invocable<Work&, const context&>) {
        return std::invoke(work, ctx);
      } else {
        return std::invoke(work);
      }
    };
    if constexpr (std::convertible_to<decltype(call()), std::error_code>) {
      return call();
    } else {
      static_cast<void>(call());
      return {};
    }
  }

  template <class Work>
  static void move_here(std::byte* from, std::byte* to) noexcept {
    ::new (static_cast<void*>(to)) Work(std::move(in<Work>(from)));
    std::destroy_at(&in<Work>(from));
  }

  template <class Work>
  static constexpr operations here{
      [](std::byte* place, const context& ctx) { return run(in<Work>(place), ctx); },
      std::is_trivially_copyable_v<Work> ? nullptr : &move_here<Work>,
      std::is_trivially_destructible_v<Work>
          ? nullptr
          : +[](std::byte* place) noexcept { std::destroy_at(&in<Work>(place)); }};

  template <class Work>
  static constexpr operations elsewhere{
      [](std::byte* place, const context& ctx) { return run(*in<Work*>(place), ctx); }, nullptr,
      [](std::byte* place) noexcept { delete in<Work*>(place); }};

  void reset() noexcept {
    const operations* const how = std::exchange(how_, nullptr);
    if (how && how->destroy) how->destroy(place_);
  }

  // `other` is empty afterwards; this was.
  void take(job& other) noexcept {
    how_ = std::exchange(other.how_, nullptr);
    if (!how_) return;
    if (how_->move) {
      how_->move(other.place_, place_);
    } else {
      std::memcpy(place_, other.place_, room);
    }
  }

  alignas(std::max_align_t) std::byte place_[room];
  const operations* how_ = nullptr;
};

}  // namespace millrace
