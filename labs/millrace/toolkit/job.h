#pragma once

#include <concepts>
#include <cstddef>
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
    using held = holder<std::decay_t<Work>>;
    if constexpr (fits<held>) {
      work_ = ::new (place_) held(std::forward<Work>(work));
    } else {
      work_ = new held(std::forward<Work>(work));
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

  std::error_code operator()(const context& ctx) { return work_->run(ctx); }
  explicit operator bool() const { return work_ != nullptr; }

 private:
  struct runnable {
    virtual ~runnable() = default;
    virtual std::error_code run(const context& ctx) = 0;
    /// One of the small ones goes there, and is gone here.
    virtual runnable* move_to(std::byte* place) noexcept = 0;
  };

  static constexpr std::size_t room = 48;
  template <class Held>
  static constexpr bool fits =
      sizeof(Held) <= room &&
      alignof(Held) <= alignof(std::max_align_t) && std::is_nothrow_move_constructible_v<Held>;

  template <class Work>
  struct holder final : runnable {
    template <class Given>
    requires(!std::same_as<std::remove_cvref_t<Given>, holder>) explicit holder(Given&& given)
        : work(std::forward<Given>(given)) {}
    holder(holder&&) = default;

    runnable* move_to(std::byte* place) noexcept override {
      if constexpr (fits<holder>) {
        auto* const moved = ::new (place) holder(std::move(*this));
        std::destroy_at(this);
        return moved;
      }
      return nullptr;
    }

    std::error_code run(const context& ctx) override {
      if constexpr (std::invocable<Work&, const context&>) {
        return code_of([&]() -> decltype(auto) { return std::invoke(work, ctx); });
      } else {
        return code_of([&]() -> decltype(auto) { return std::invoke(work); });
      }
    }

    template <class Call>
    static std::error_code code_of(Call call) {
      if constexpr (std::convertible_to<std::invoke_result_t<Call>, std::error_code>) {
        return call();
      } else {
        static_cast<void>(call());
        return {};
      }
    }

    Work work;
  };

  bool is_small() const { return static_cast<const void*>(work_) == static_cast<const void*>(place_); }

  void reset() noexcept {
    if (!work_) return;
    if (is_small()) {
      work_->~runnable();
    } else {
      delete work_;
    }
    work_ = nullptr;
  }

  // `other` is empty afterwards; this was.
  void take(job& other) noexcept {
    if (!other.work_) return;
    work_ = other.is_small() ? other.work_->move_to(place_) : other.work_;
    other.work_ = nullptr;
  }

  alignas(std::max_align_t) std::byte place_[room];
  runnable* work_ = nullptr;
};

}  // namespace millrace
