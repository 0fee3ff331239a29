#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <system_error>
#include <type_traits>
#include <utility>

#include <millrace/toolkit/context.h>

namespace millrace {

/// A piece of work that runs once: any callable, also one that can only be moved, that takes nothing or a
/// `const context&` and returns nothing or a std::error_code. What it throws is its owner's to report.
class job {
 public:
  job() = default;

  template <class Work>
  requires(!std::same_as<std::remove_cvref_t<Work>, job>) job(Work&& work)
      : work_(std::make_unique<holder<std::decay_t<Work>>>(std::forward<Work>(work))) {}

  std::error_code operator()(const context& ctx) { return work_->run(ctx); }
  explicit operator bool() const { return work_ != nullptr; }

 private:
  struct runnable {
    virtual ~runnable() = default;
    virtual std::error_code run(const context& ctx) = 0;
  };

  template <class Work>
  struct holder final : runnable {
    template <class Given>
    explicit holder(Given&& given) : work(std::forward<Given>(given)) {}

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

  std::unique_ptr<runnable> work_;
};

}  // namespace millrace
