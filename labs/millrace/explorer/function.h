#pragma once

#ifdef __cplusplus
extern "C" {
#endif

/// Explores `body(argument)` in a process of its own, which begins as a copy of this one, and waits for it.
/// `options` as in MILLRACE_EXPLORE; `result=FILE` is needed: the result is there afterwards, or one line
/// that says what could not be done. Returns 0: nothing found, 1: something, 2: it could not be explored,
/// else the signal that ended the process.
int millrace_explore_function(void (*body)(void*), void* argument, const char* options);

/// From within what is explored: a check of the program's own failed. Does not return there; elsewhere it
/// does nothing.
void millrace_fail(const char* what);

#ifdef __cplusplus
}
#endif
