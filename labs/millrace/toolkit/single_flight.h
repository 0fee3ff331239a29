#pragma once

#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <source_location>
#include <system_error>
#include <utility>

#include <millrace/toolkit/channel.h>
#include <millrace/toolkit/context.h>

namespace millrace {

/// Makes one call for all who want the same thing at the same time; each gets a copy of its result, or its
/// exception. Thread-safe. Go: golang.org/x/sync/singleflight.
///
///     single_flight<std::string, profile> fetches;
///     return fetches.run(id, [&] { return profiles.fetch(id); });
///
/// Nothing is cached: the next caller after the flight has landed starts another. A flight that waits for one
/// of the same key waits for itself, for ever (as in Go).
template <class Key, class Value>
class single_flight {
 public:
  struct result {
    Value value;
    bool shared;  ///< others got it too
  };

  template <class Call>
  Value run(const Key& key, Call call, std::source_location where = std::source_location::current()) {
    return run_shared(key, std::move(call), where).value;
  }

  template <class Call>
  result run_shared(const Key& key, Call call, std::source_location where = std::source_location::current()) {
    auto [boarded, leads] = board(key);
    if (leads) {
      fly(key, *boarded, call);
    } else {
      static_cast<void>(wait_for_landing(*boarded, nullptr, where));
    }
    return outcome(*boarded);
  }

  /// The same, but a caller who waits for another's flight leaves it when its own context ends:
  /// std::system_error with the context's error. The flight goes on for the others. (A caller whose own call
  /// is the flight gives it what context it likes.)
  template <class Call>
  Value run(const context& ctx, const Key& key, Call call,
            std::source_location where = std::source_location::current()) {
    auto [boarded, leads] = board(key);
    if (leads) {
      fly(key, *boarded, call);
    } else if (const auto error = wait_for_landing(*boarded, &ctx, where); error != errc::closed) {
      throw std::system_error(error, "single_flight");
    }
    return outcome(*boarded).value;
  }

  /// The next caller starts a new flight, even while one is under way. Go: Group.Forget.
  void forget(const Key& key) {
    const std::lock_guard lock(mutex_);
    flights_.erase(key);
  }

 private:
  struct flight {
    channel<bool> landed;  ///< closed when the outcome is there
    std::optional<Value> value;
    std::exception_ptr thrown;
    int passengers = 1;  // guarded by mutex_
  };

  std::pair<std::shared_ptr<flight>, bool> board(const Key& key) {
    const std::lock_guard lock(mutex_);
    auto& known = flights_[key];
    if (known) {
      ++known->passengers;
      return {known, false};
    }
    known = std::make_shared<flight>();
    return {known, true};
  }

  template <class Call>
  void fly(const Key& key, flight& mine, Call& call) {
    try {
      mine.value.emplace(call());
    } catch (...) {
      mine.thrown = std::current_exception();
    }
    {
      const std::lock_guard lock(mutex_);
      const auto known = flights_.find(key);
      if (known != flights_.end() && known->second.get() == &mine) flights_.erase(known);
    }
    mine.landed.close();
  }

  // errc::closed once it has landed, else the context's error.
  static std::error_code wait_for_landing(flight& boarded, const context* ctx,
                                          const std::source_location& where) {
    const auto deadline = ctx ? ctx->deadline() : std::nullopt;
    return boarded.landed.receive_until_end(ctx, deadline, where, wait_reason::single_flight).error();
  }

  result outcome(const flight& over) {
    if (over.thrown) std::rethrow_exception(over.thrown);
    const std::lock_guard lock(mutex_);
    return {*over.value, over.passengers > 1};
  }

  std::mutex mutex_;
  std::map<Key, std::shared_ptr<flight>> flights_;  // guarded by mutex_
};

}  // namespace millrace
