#include "diagnoses/bucket_starved.h"
#include "diagnoses/diagnosis.h"
#include "diagnoses/job_errors_unreported.h"
#include "diagnoses/jobs_dropped.h"
#include "diagnoses/lock_held_long.h"
#include "diagnoses/lock_order_inversion.h"
#include "diagnoses/pool_saturated.h"
#include "diagnoses/requests_stuck.h"
#include "diagnoses/task_leaked.h"
#include "diagnoses/thread_growth.h"
#include "diagnoses/unbounded_queue.h"
#include "diagnoses/wait_cycle.h"
#include "diagnoses/writer_starved.h"

namespace millrace::viewer {

std::vector<std::unique_ptr<diagnosis>> all_diagnoses() {
  std::vector<std::unique_ptr<diagnosis>> all;
  all.push_back(std::make_unique<wait_cycle>());
  all.push_back(std::make_unique<task_leaked>());
  all.push_back(std::make_unique<thread_growth>());
  all.push_back(std::make_unique<unbounded_queue>());
  all.push_back(std::make_unique<pool_saturated>());
  all.push_back(std::make_unique<bucket_starved>());
  all.push_back(std::make_unique<lock_held_long>());
  all.push_back(std::make_unique<lock_order_inversion>());
  all.push_back(std::make_unique<writer_starved>());
  all.push_back(std::make_unique<requests_stuck>());
  all.push_back(std::make_unique<job_errors_unreported>());
  all.push_back(std::make_unique<jobs_dropped>());
  return all;
}

}  // namespace millrace::viewer
