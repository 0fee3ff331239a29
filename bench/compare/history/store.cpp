#include "history/store.h"

#include <cstdint>
#include <cstring>

#include <fmt/format.h>

#include "model/row_name.h"

namespace millrace::compare {
namespace {

constexpr std::int64_t version = 1;
constexpr const char* schema = R"(
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS run(id INTEGER PRIMARY KEY, fingerprint TEXT UNIQUE NOT NULL, candidate TEXT NOT NULL,
  measured_at INTEGER NOT NULL, host TEXT, processor TEXT, processors INTEGER, governor TEXT, compiler TEXT,
  commit_id TEXT, library TEXT, load REAL, noise TEXT);
CREATE TABLE IF NOT EXISTS sample(run INTEGER NOT NULL REFERENCES run(id), row TEXT NOT NULL, metric TEXT NOT NULL,
  repetition INTEGER NOT NULL, value REAL NOT NULL);
CREATE INDEX IF NOT EXISTS sample_of_row ON sample(row, metric, run);
PRAGMA user_version = 1;
COMMIT;)";

/// FNV-1a over all that was measured: the same results have the same.
std::string fingerprint(const results& of) {
  std::uint64_t hash = 14695981039346656037U;
  const auto add = [&](const void* bytes, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i)
      hash = (hash ^ static_cast<const unsigned char*>(bytes)[i]) * 1099511628211U;
  };
  for (const auto& row : of.rows) {
    add(row.name.data(), row.name.size() + 1);
    for (const auto& [metric, values] : row.samples) {
      add(metric.data(), metric.size() + 1);
      add(values.data(), values.size() * sizeof(double));
    }
  }
  for (const auto& context : of.contexts) add(context.date.data(), context.date.size());
  return fmt::format("{:016x}", hash);
}

/// All of it or nothing: undone unless it is committed.
class transaction {
 public:
  explicit transaction(database& base) : base_(base) { base_.run("BEGIN IMMEDIATE"); }
  ~transaction() {
    if (open_) base_.run("ROLLBACK");
  }
  transaction(const transaction&) = delete;
  transaction& operator=(const transaction&) = delete;
  void commit() {
    base_.run("COMMIT");
    open_ = false;
  }

 private:
  database& base_;
  bool open_ = true;
};

/// 0 for a new file. The question is over when this returns: while it is open nobody else can write, and two
/// that have it open and would write are refused at once.
std::int64_t version_of(database& base) {
  auto asked = base.prepare("PRAGMA user_version");
  return asked.step() ? asked.whole(0) : 0;
}

}  // namespace

store::store(const std::filesystem::path& file) : base_(file) {
  const auto found = version_of(base_);
  if (found > version)
    throw cannot_compare(
        "the history " + file.string() +
        " was written by a newer Millrace; update this one, or name another with --history FILE");
  if (found == 0) base_.run(schema);
}

bool store::keep(const results& of, const provenance& from, const std::string& noise) {
  transaction all(base_);
  auto asked = base_.prepare("SELECT 1 FROM run WHERE fingerprint = ?");
  if (asked.bind(fingerprint(of)).step()) return false;
  base_.prepare("INSERT INTO run VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?)")
      .bind(fingerprint(of))
      .bind(of.name)
      .bind(std::int64_t{from.measured_at})
      .bind(from.host)
      .bind(from.processor)
      .bind(std::int64_t{from.processors})
      .bind(from.governor)
      .bind(from.compiler)
      .bind(from.commit)
      .bind(from.library)
      .bind(from.load)
      .bind(noise)
      .step();
  add_rows(of, base_.last_id());
  all.commit();
  return true;
}

void store::add_rows(const results& of, std::int64_t run) {
  auto insert = base_.prepare("INSERT INTO sample VALUES (?,?,?,?,?)");
  for (const auto& row : of.rows) {
    const auto name = match_key(row.name);
    for (const auto& [metric, values] : row.samples) {
      for (std::size_t i = 0; i < values.size(); ++i) {
        insert.bind(run).bind(name).bind(metric).bind(static_cast<std::int64_t>(i)).bind(values[i]).step();
        insert.reset();
      }
    }
  }
}

std::vector<std::string> store::rows(const std::string& metric) {
  std::vector<std::string> names;
  auto asked =
      base_.prepare("SELECT row, min(run) FROM sample WHERE metric = ? GROUP BY row ORDER BY 2, rowid");
  for (asked.bind(metric); asked.step();) names.push_back(asked.text(0));
  return names;
}

std::vector<kept_point> store::points(const std::string& row, const std::string& metric) {
  std::vector<kept_point> points;
  auto asked = base_.prepare(
      "SELECT run.id, candidate, measured_at, host, processor, processors, governor, compiler, commit_id, "
      "library, "
      "load, noise, value FROM sample JOIN run ON run.id = sample.run WHERE row = ? AND metric = ? "
      "ORDER BY measured_at, run.id, repetition");
  std::int64_t latest = -1;
  for (asked.bind(row).bind(metric); asked.step();) {
    if (asked.whole(0) != latest) {
      latest = asked.whole(0);
      points.push_back({asked.text(1),
                        {asked.whole(2), asked.text(3), asked.text(4), static_cast<int>(asked.whole(5)),
                         asked.text(6), asked.text(7), asked.text(8), asked.text(9), asked.number(10)},
                        asked.text(11),
                        {}});
    }
    points.back().samples.push_back(asked.number(12));
  }
  return points;
}

}  // namespace millrace::compare
