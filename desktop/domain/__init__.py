"""The nouns of Wengu: frozen values that every layer may use. Standard library only."""
