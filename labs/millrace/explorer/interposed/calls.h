#pragma once

#include <cstdint>
#include <pthread.h>

#include "model/task.h"

namespace millrace::explorer {

// What POSIX and C name differently, and is the same. Each is told where in the program it was called, and
// answers with 0 or an error number.

int start_thread(pthread_t& thread, void* (*routine)(void*), void* argument, bool detached,
                 std::uintptr_t site);
int join_thread(pthread_t thread, void** result, std::uintptr_t site, std::uint64_t deadline = never);
int detach_thread(pthread_t thread, std::uintptr_t site);
void sleep_for(std::uint64_t duration, std::uintptr_t site);
void give_way(std::uintptr_t site);
void call_once(int& control, void (*routine)(), std::uintptr_t site);

void make_mutex(pthread_mutex_t* mutex, int type, std::uintptr_t site);
int destroy_mutex(pthread_mutex_t* mutex, std::uintptr_t site);
int lock_mutex(pthread_mutex_t* mutex, std::uintptr_t site, std::uint64_t deadline = never);
int try_lock_mutex(pthread_mutex_t* mutex, std::uintptr_t site);
int unlock_mutex(pthread_mutex_t* mutex, std::uintptr_t site);

void make_condition(pthread_cond_t* which, std::uintptr_t site);
int destroy_condition(pthread_cond_t* which, std::uintptr_t site);
int wait_at(pthread_cond_t* which, pthread_mutex_t* mutex, std::uintptr_t site,
            std::uint64_t deadline = never);
int notify_one(pthread_cond_t* which, std::uintptr_t site);
int notify_all(pthread_cond_t* which, std::uintptr_t site);

}  // namespace millrace::explorer
