// run: fail
