// run: well
