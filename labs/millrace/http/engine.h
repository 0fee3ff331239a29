#pragma once

#include <string_view>

#include <millrace/http/app.h>

namespace millrace::http {

/// What carries an app's requests: sockets (`server`), or memory.
class engine {
 public:
  virtual ~engine() = default;
  virtual void add(std::string_view method, std::string_view pattern, handler answer) = 0;
  virtual endpoint upstream(std::string_view name) const = 0;
  virtual long setting(std::string_view name, long otherwise) const = 0;
  virtual void run() = 0;
  virtual void run_with_threads(int threads) = 0;
};

}  // namespace millrace::http
