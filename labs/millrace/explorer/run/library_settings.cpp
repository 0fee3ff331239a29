#include "run/library_settings.h"

#include <clocale>
#include <locale>
#include <unistd.h>

namespace millrace::explorer {
namespace {

bool is_locale_of_c(const char* name) {
  return name[0] == 'C' && name[1] == 0;
}

}  // namespace

void library_settings::keep() {
  classic_ = &std::locale::classic();
  environment_ = environ;
  on_terminate_ = std::get_terminate();
  on_no_memory_ = std::get_new_handler();
  resource_ = std::pmr::get_default_resource();
}

void library_settings::restore() const {
  environ = environment_;
  optind = 0;  // glibc's getopt begins anew
  if (std::locale() != *classic_) std::locale::global(*classic_);
  if (!is_locale_of_c(std::setlocale(LC_ALL, nullptr))) std::setlocale(LC_ALL, "C");
  if (std::get_terminate() != on_terminate_) std::set_terminate(on_terminate_);
  if (std::get_new_handler() != on_no_memory_) std::set_new_handler(on_no_memory_);
  if (std::pmr::get_default_resource() != resource_) std::pmr::set_default_resource(resource_);
}

}  // namespace millrace::explorer
