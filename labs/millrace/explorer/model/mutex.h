#pragma once

#include <cstdint>
#include <pthread.h>

namespace millrace::explorer {

/// Lets a mutex go as pthread_mutex_unlock does, without a scheduling point: a condition variable's wait does
/// both at once. 0 or an error number.
int release_mutex(pthread_mutex_t* mutex, std::uintptr_t site);

/// Does it answer with an error number to what others forbid?
bool checks_errors(const pthread_mutex_t* mutex);

/// That it is held stands in its own memory, too: a new one may be made there without a word.
void note_held(pthread_mutex_t* mutex);

}  // namespace millrace::explorer
