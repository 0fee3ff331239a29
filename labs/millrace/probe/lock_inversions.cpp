#include <unordered_map>

#include <millrace/probe/lock_inversions.h>
#include <millrace/probe/rings.h>

namespace millrace::probe {

std::vector<lock_inversion> lock_inversions(const snapshot& seen) {
  std::unordered_map<std::uint64_t, std::size_t> numbers;
  const auto number_of = [&](std::uint64_t lock) {
    return numbers.try_emplace(lock, numbers.size()).first->second;
  };
  std::vector<link> links;
  for (const auto& pair : seen.lock_pairs) {
    const auto held = number_of(pair.held);
    links.push_back({held, number_of(pair.taken)});
  }
  std::vector<lock_inversion> found;
  for (const auto& ring : rings_of(links, numbers.size())) {
    lock_inversion inversion;
    for (const auto index : ring) inversion.push_back(seen.lock_pairs[index]);
    found.push_back(std::move(inversion));
  }
  return found;
}

}  // namespace millrace::probe
