#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include "job_rows.h"

namespace millrace::bench {
namespace {

/// Its queue has no bound.
class asio_pool {
 public:
  template <class Job>
  void submit(Job job) {
    boost::asio::post(pool_, std::move(job));
  }
  void drain() { pool_.join(); }

 private:
  boost::asio::thread_pool pool_{pool_workers};
};

const bool added = [] {
  add_job_rows<asio_pool>("boost_asio");
  return true;
}();

}  // namespace
}  // namespace millrace::bench
