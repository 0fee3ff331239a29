#pragma once

#include <cstddef>
#include <cstdint>

namespace millrace::explorer {

struct address_range {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
  bool contains(std::uintptr_t address) const { return address - begin < end - begin; }
  std::size_t size() const { return end - begin; }
};

/// Thread-local storage of one object, at the same distance from the thread pointer in every thread.
struct thread_local_image {
  const void* initial = nullptr;
  std::size_t initial_size = 0;
  std::size_t size = 0;
  std::intptr_t offset = 0;  ///< from the thread pointer
};

/// What is loaded into the process, as far as a run changes it or a report names it. The C and C++ libraries
/// count as the system's: their state is not reset between runs.
struct loaded_objects {
  static constexpr std::size_t most = 64;
  address_range program_code;  ///< the executable's
  address_range program_data;  ///< the executable's, writable
  address_range c_library;     ///< code of libc and the loader: what they allocate is their own
  address_range loader;
  address_range cpp_library;
  address_range unwinder;  ///< libgcc_s: its locks guard tables that no run changes
  std::uintptr_t program_base = 0;
  address_range writable[most];  ///< to be as before in each run
  std::size_t writable_count = 0;
  thread_local_image thread_locals[most];
  std::size_t thread_local_count = 0;
};

/// Looks at what the loader has loaded.
void look_at_loaded_objects(loaded_objects& into);

}  // namespace millrace::explorer
