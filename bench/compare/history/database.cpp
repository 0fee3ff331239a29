#include "history/database.h"

#include <sqlite3.h>

#include "reading/results.h"

namespace millrace::compare {
namespace {

[[noreturn]] void refuse(sqlite3* base) {
  const char* file = sqlite3_db_filename(base, "main");
  throw cannot_compare(std::string("the history ") + (file ? file : "") + " cannot be used: " +
                       sqlite3_errmsg(base) + "; mend it, or name another with --history FILE");
}

}  // namespace

statement::statement(sqlite3* base, const std::string& sql) : base_(base), made_(nullptr, sqlite3_finalize) {
  sqlite3_stmt* made = nullptr;
  check(sqlite3_prepare_v2(base, sql.c_str(), -1, &made, nullptr));
  made_.reset(made);
}

void statement::check(int code) const {
  if (code != SQLITE_OK) refuse(base_);
}

statement& statement::bind(const std::string& text_) {
  check(sqlite3_bind_text(made_.get(), next_++, text_.data(), static_cast<int>(text_.size()),
                          SQLITE_TRANSIENT));
  return *this;
}

statement& statement::bind(std::int64_t number_) {
  check(sqlite3_bind_int64(made_.get(), next_++, number_));
  return *this;
}

statement& statement::bind(double number_) {
  check(sqlite3_bind_double(made_.get(), next_++, number_));
  return *this;
}

bool statement::step() {
  const int code = sqlite3_step(made_.get());
  if (code != SQLITE_ROW && code != SQLITE_DONE) refuse(base_);
  return code == SQLITE_ROW;
}

void statement::reset() {
  check(sqlite3_reset(made_.get()));
  next_ = 1;
}

std::string statement::text(int column) const {
  const auto* bytes = sqlite3_column_text(made_.get(), column);
  return bytes ? reinterpret_cast<const char*>(bytes) : "";
}

std::int64_t statement::whole(int column) const {
  return sqlite3_column_int64(made_.get(), column);
}

double statement::number(int column) const {
  return sqlite3_column_double(made_.get(), column);
}

database::database(const std::filesystem::path& file) : base_(nullptr, sqlite3_close) {
  std::error_code ignored;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), ignored);
  sqlite3* base = nullptr;
  const int code = sqlite3_open(file.c_str(), &base);
  base_.reset(base);
  if (code != SQLITE_OK) refuse(base);
  constexpr int patience = 10'000;  // milliseconds, for another process that writes
  sqlite3_busy_timeout(base, patience);
}

void database::run(const std::string& sql) {
  if (sqlite3_exec(base_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) refuse(base_.get());
}

std::int64_t database::last_id() const {
  return sqlite3_last_insert_rowid(base_.get());
}

}  // namespace millrace::compare
