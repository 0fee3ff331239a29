// The program that a lab becomes for the schedule explorer: its scenario and one candidate.
#include <exception>
#include <pthread.h>
#include <string>

#include <millrace/harness/exploration/explored_run.h>
#include <millrace/toolkit/observer.h>
#include <millrace/toolkit/patience.h>

namespace millrace::harness {
namespace {

/// Gives the tasks their names, by which the explorer calls them.
class task_names final : public observer {
 public:
  void task_started(const char* name, task_owner, const std::source_location&) noexcept override {
    constexpr std::size_t longest_name = 15;  // of a thread in Linux
    char kept[longest_name + 1] = {};
    std::string_view(name).copy(kept, longest_name);
    pthread_setname_np(pthread_self(), kept);
  }
  void blocked(wait_reason, resource_id, const std::source_location&) noexcept override {}
  void resumed() noexcept override {}
};

constinit task_names names;

}  // namespace
}  // namespace millrace::harness

int main() {
  using namespace millrace::harness;
  millrace::observe_with(&names);
  pthread_setname_np(pthread_self(), "scenario");
  millrace::detail::looking_again_pays = false;
  // Never destroyed: who is left behind may still call what the scenario played.
  auto& stage = *new explored_run;
  try {
    scenario(stage);
  } catch (const std::exception& error) {
    broken("the service answers where it must", error.what());
  }
}
