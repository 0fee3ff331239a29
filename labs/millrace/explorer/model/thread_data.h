#pragma once

#include <cstdint>

namespace millrace::explorer {

/// Thread-specific data, as pthread_key_create and its kin promise it.
void prepare_thread_data();
/// Keys of a former run are gone; those from before main stay.
void forget_keys();
void keep_keys();

/// `lasting`: it is a library's, which remembers it when the run is over.
int create_key(std::uint32_t& key, void (*destructor)(void*), bool lasting);
int delete_key(std::uint32_t key);
int set_thread_data(std::uint32_t key, const void* value);
void* get_thread_data(std::uint32_t key);

void forget_thread_data(unsigned slot);
/// At a task's end: each destructor that has something to destroy, a few times round.
void run_thread_data_destructors();

}  // namespace millrace::explorer
