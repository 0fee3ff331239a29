#include "races/sites.h"

namespace millrace::explorer {

[[gnu::section("millrace_state")]] racing_sites sites;

void racing_sites::prepare(const address_range& code) {
  code_ = code;
  map_ = static_cast<unsigned char*>(reserve_pages(code.size()));
  sites_.reserve();
}

void racing_sites::add(std::uintptr_t site) {
  if (!code_.contains(site) || map_[site - code_.begin] != 0 || sites_.full()) return;
  map_[site - code_.begin] = 1;
  sites_.add(static_cast<std::uint32_t>(site - code_.begin));
}

void racing_sites::activate(std::size_t count) {
  if (count == active_) return;
  active_ = count;
  for (std::size_t i = 0; i < sites_.size(); ++i) map_[sites_[i]] = i < count ? 2 : 1;
}

}  // namespace millrace::explorer
