"""The recipe of the paragraph classifier: lines of ours and article texts -> whosaid/intake/boilerplate.npz."""
