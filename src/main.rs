//! The program: everything is in [`demarche::cli`].

#![forbid(unsafe_code)]

fn main() -> std::process::ExitCode {
    demarche::cli::main()
}
