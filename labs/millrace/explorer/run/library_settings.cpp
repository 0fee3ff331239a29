#include "run/library_settings.h"

#include <locale>

namespace millrace::explorer {

void library_settings::keep() {
  static_cast<void>(std::locale::classic());
  on_terminate_ = std::get_terminate();
  on_no_memory_ = std::get_new_handler();
  resource_ = std::pmr::get_default_resource();
}

void library_settings::restore() const {
  if (std::get_terminate() != on_terminate_) std::set_terminate(on_terminate_);
  if (std::get_new_handler() != on_no_memory_) std::set_new_handler(on_no_memory_);
  if (std::pmr::get_default_resource() != resource_) std::pmr::set_default_resource(resource_);
}

}  // namespace millrace::explorer
