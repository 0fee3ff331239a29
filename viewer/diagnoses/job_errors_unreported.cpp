#include "diagnoses/job_errors_unreported.h"

#include <utility>

#include <millrace/toolkit/observer.h>

#include "diagnoses/phrases.h"

namespace millrace::viewer {

std::vector<warning> job_errors_unreported::check(const track& seen) {
  const double at = seen.past().end();
  std::vector<warning> found;
  std::map<lifetime, failures> still_there;
  for (const auto& each : seen.now().state().resources) {
    if (!is(each, resource_kind::worker_pool)) continue;
    const auto earlier = known_.find(life_of(each));
    auto jobs = earlier == known_.end() ? failures{each.failed, each.failed, at, 0} : earlier->second;
    if (each.failed > jobs.failed) {
      if (jobs.failed == jobs.before) jobs.since = at;
      jobs.failed = each.failed;
      jobs.latest = at;
    }
    if (jobs.failed > jobs.before && at - jobs.latest <= shown_for) {
      const auto count = jobs.failed - jobs.before;
      found.push_back({name(), name_of(each),
                       count_of(count, "job") + " of the " + name_of(each) + (count == 1 ? " has" : " have") +
                           " failed since " + seconds_of(at - jobs.since) +
                           " ago; the pool tells nobody who submitted them",
                       each.made_at, jobs.since});
    }
    still_there.emplace(life_of(each), jobs);
  }
  known_ = std::move(still_there);
  return found;
}

}  // namespace millrace::viewer
