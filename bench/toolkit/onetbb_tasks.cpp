// oneTBB's task_group, as a pool and as a group.
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>

#include "group_rows.h"
#include "job_rows.h"

namespace millrace::bench {
namespace {

/// Two threads, of which the one that submits becomes the second when it waits. No bound.
class tbb_pool {
 public:
  tbb_pool() { arena_.initialize(); }

  template <class Job>
  void submit(Job job) {
    arena_.execute([&] { tasks_.run(std::move(job)); });
  }
  void drain() {
    arena_.execute([&] { tasks_.wait(); });
  }

 private:
  oneapi::tbb::task_arena arena_{pool_workers};
  oneapi::tbb::task_group tasks_;
};

const bool added = [] {
  add_job_rows<tbb_pool>("onetbb");
  add_group_rows("onetbb", [](const auto& task) {
    oneapi::tbb::task_group group;
    for (int i = 0; i < tasks_in_group; ++i) group.run(task);
    group.wait();
  });
  return true;
}();

}  // namespace
}  // namespace millrace::bench
