#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

struct sqlite3;
struct sqlite3_stmt;

namespace millrace::compare {

/// A prepared statement: bind in order, then step. Throws cannot_compare when SQLite refuses.
class statement {
 public:
  statement(sqlite3* base, const std::string& sql);

  statement& bind(const std::string& text);
  statement& bind(std::int64_t number);
  statement& bind(double number);
  /// Whether there is a row; the next one with each call.
  bool step();
  /// To be bound anew.
  void reset();

  std::string text(int column) const;
  std::int64_t whole(int column) const;
  double number(int column) const;

 private:
  void check(int code) const;

  sqlite3* base_;
  std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> made_;
  int next_ = 1;
};

/// An SQLite data base in a file, made with its folder if it is not there. Two processes may use it at once.
class database {
 public:
  /// Throws cannot_compare, also for a file that is none.
  explicit database(const std::filesystem::path& file);

  void run(const std::string& sql);
  statement prepare(const std::string& sql) { return {base_.get(), sql}; }
  std::int64_t last_id() const;

 private:
  std::unique_ptr<sqlite3, int (*)(sqlite3*)> base_;
};

}  // namespace millrace::compare
